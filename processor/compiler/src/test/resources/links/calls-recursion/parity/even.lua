---@arg n integer
if n == 0 then
  return 1
end
return CALL.odd({}, { n - 1 })
