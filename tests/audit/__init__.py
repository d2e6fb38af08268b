"""What others say of the sample site: axe-core, the Nu HTML checker and Lighthouse (`make audit`)."""
