"""The only room that knows a model server."""
