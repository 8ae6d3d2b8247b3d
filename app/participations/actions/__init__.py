"""What can be done with operations, their participants and their figures."""
