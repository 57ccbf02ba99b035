local function called()
  local name = CALL.name
  return "called " .. name()
end
