return require("<base>/x")
