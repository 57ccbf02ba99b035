---@arg n integer
---@return number
if n <= 1 then
  return 1
end
return n * CALL.main({}, { n - 1 }) + CALL.parity.even({}, { n }) * 0.5
