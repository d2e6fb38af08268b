"""The two scripts of Chinese, one into the other, over the dictionaries of opencc-python-reimplemented."""
