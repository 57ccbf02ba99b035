local count = #t
local n = string.n
local text = joined .. "x"
local function size()
  return count .. n .. text
end
