"""News articles in, a checked Markdown intelligence briefing out."""

__version__ = "0.1.0"
