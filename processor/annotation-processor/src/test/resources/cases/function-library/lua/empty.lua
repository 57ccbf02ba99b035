#!lua name=empty
local function run(keys, args)
  return #keys + #args
end
