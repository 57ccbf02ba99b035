local a = 1
local a = 2
local a = 1
return a
