"""How good the extraction is, measured against gold."""
