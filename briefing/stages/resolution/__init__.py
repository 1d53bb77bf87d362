"""Merging across articles: who is who, what happened, who stands where, and who copied whom."""

from briefing.stages.resolution.day import resolve

__all__ = ["resolve"]
