"""Everything that turns the world into articles."""
