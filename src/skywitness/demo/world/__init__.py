"""World: fields, aircraft types, winds, receivers and jamming of the reconstruction."""
