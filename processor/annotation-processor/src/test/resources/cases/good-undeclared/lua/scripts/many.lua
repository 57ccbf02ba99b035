return { KEYS[1], #KEYS }
