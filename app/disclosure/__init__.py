"""Disclosure control: tables are changed until they tell of nobody. Pure: values in, values out."""
