local three = 'three '
