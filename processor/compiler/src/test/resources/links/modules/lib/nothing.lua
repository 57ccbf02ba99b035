local _unused = 1
