"""The parts of `gapcheck catalog check`, one kind of question a module. Each goes through documents and yields problems."""
