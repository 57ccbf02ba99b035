trail[#trail + 1] = "deeper"

--[[ not linked ]]
trail[#trail + 1] = --[[ inside ]] "deepest" --[[
  over lines
]] trail[#trail + 1] = "bottom"
