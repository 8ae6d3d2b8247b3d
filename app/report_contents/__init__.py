"""What a report tells a funder: parts and templates, the figures of a grant, sections of both."""
