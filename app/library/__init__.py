"""The library: training modules that headquarters writes, reviews, translates and publishes."""
