"""Operations of the European Social Fund Plus, and who takes part in them with which results."""
