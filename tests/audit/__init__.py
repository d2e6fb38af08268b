"""What others say about the sample site: axe-core, the Nu HTML checker and Lighthouse (`make audit`); no part of the tests."""
