---@arg n integer
if n == 0 then
  return 0
end
return CALL.even({}, { n - 1 })
