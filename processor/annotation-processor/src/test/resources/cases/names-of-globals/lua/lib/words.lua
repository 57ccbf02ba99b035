local function words(text)
  return type(text) == 'string' and string.upper(text) or ''
end
