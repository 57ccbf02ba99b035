local function prefixed(name)
  return prefix .. name
end
