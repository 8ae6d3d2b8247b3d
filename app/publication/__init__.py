"""Publication: what a country lets headquarters see, protected before it leaves the country."""
