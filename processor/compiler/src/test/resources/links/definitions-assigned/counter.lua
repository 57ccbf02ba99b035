local count = 0
local function increment()
  count = count + 1
end
