local one = 'one '
