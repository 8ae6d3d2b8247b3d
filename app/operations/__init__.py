"""Operations: the state of a tenant, its backups, its export, its end."""
