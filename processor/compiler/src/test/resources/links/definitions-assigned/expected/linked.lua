local count = 0
local function increment()
  count = count + 1
end
increment()
increment()
local before = count
local count = 0
local function increment()
  count = count + 1
end
return { before, count }
