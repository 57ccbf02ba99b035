local _x = 1
