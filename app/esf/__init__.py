"""The common indicators of the European Social Fund Plus, computed from plain values or files."""
