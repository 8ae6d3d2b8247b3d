"""Modules that come with the product, as folders of data: read, checked, taken into the library."""
