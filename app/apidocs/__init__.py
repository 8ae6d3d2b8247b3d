"""The page that shows the API to people who write programs, drawn from its OpenAPI document."""
