package starforge.console;

import starforge.git.Repositories;
import starforge.repos.NewRepos;
import starforge.repos.Repos;
import starforge.signin.PasswordChange;
import starforge.tokens.Tokens;
import starforge.users.Users;

/** What admin commands work on. */
public record Desk(
        Users users, PasswordChange passwords, Tokens tokens, Repos repos, NewRepos newRepos, Repositories git) {}
