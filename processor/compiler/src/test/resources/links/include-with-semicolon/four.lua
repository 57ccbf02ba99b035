local four = 'four '
