"""Every change of the library: modules, their texts in each language, editions."""
