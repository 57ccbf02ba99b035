local function self()
end
local function arg()
end
