local x = 1 --- @return integer the thing
local y = x ---@type integer
return y
