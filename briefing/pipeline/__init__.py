"""The story of a run; the only room that wires the stages to the outside."""
