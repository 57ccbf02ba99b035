local one = 'one '
local two = 'two '
local three = 'three '
local four = 'four '
return one .. two .. three .. four
