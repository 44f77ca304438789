-- Accounts 账号, what they were granted, and how their holders come in. Instants are arguments, of the real clock: sessions and
-- second factors know no skipped time. Secrets are kept as hashes (tokens), as argon2id (passwords) or sealed with the key of
-- the home folder (phones, second factors).

create sequence account_number;
create table account (
  id          text primary key default 'a' || lpad(nextval('account_number')::text, 4, '0'),
  login       text unique,
  name        text not null,
  unit        text,
  phone       text,
  subject     text unique,
  state       text not null default 'active' check (state in ('active', 'locked', 'left')),
  side        text check (side in ('office', 'system', 'security', 'audit')),
  password    text,
  password_at timestamptz,
  factor      text,
  factor_at   timestamptz,
  factor_step bigint,
  created_at  timestamptz not null,
  left_at     timestamptz,
  unique (id, side),
  check (state <> 'left' or (login is null and password is null and phone is null
         and factor is null and subject is null))
);
comment on column account.side is 'the one side on which all its present grants lie: 三员分立';
comment on column account.subject is 'who it is for the 统一认证';
comment on column account.factor_step is 'the newest step of the second factor that was used: none is used twice';
create index account_unit on account (unit);

-- The last passwords, so that none of them comes again.
create table account_password (
  account  text not null references account,
  password text not null,
  set_at   timestamptz not null
);
create index account_password_of on account_password (account, set_at desc);

-- A grant that holds lies on the side of its account; system, security and audit are sides of their own, so that none of them
-- stands beside another or beside an office role. A revoked one has no side and binds nothing.
create table account_grant (
  id         bigint generated always as identity primary key,
  account    text not null references account,
  role       text not null check (role in ('administrator', 'verifier', 'reporter', 'head', 'leader',
                                           'observer', 'system', 'security', 'audit')),
  unit       text,
  post       text,
  campaign   text,
  granted_at timestamptz not null,
  granted_by text references account,
  revoked_at timestamptz,
  revoked_by text references account,
  side       text generated always as (
               case when revoked_at is not null then null
                    when role in ('system', 'security', 'audit') then role else 'office' end) stored,
  foreign key (account, side) references account (id, side),
  check (granted_by is distinct from account),
  check (revoked_by is null or revoked_by <> account),
  check ((role in ('reporter', 'head')) = (unit is not null)),
  check ((role = 'leader') = (post is not null)),
  check (campaign is null or role not in ('system', 'security', 'audit'))
);
create unique index account_grant_once on account_grant
  (account, role, coalesce(unit, ''), coalesce(post, ''), coalesce(campaign, ''))
  where revoked_at is null;
create index account_grant_of on account_grant (account) where revoked_at is null;

create table account_session (
  id         text primary key,
  hash       text not null unique,
  account    text not null references account,
  -- what was shown at sign-in: the password, both factors, or the word of the 统一认证
  strength   text not null check (strength in ('password', 'two-factor', 'oidc', 'oidc-two-factor')),
  address    text,
  agent      text,
  begun_at   timestamptz not null,
  seen_at    timestamptz not null,
  ends_at    timestamptz not null,
  ended_at   timestamptz,
  ended_by   text,
  ended_why  text
);
create index account_session_of on account_session (account, begun_at desc) where ended_at is null;
create index account_session_begun on account_session (begun_at desc);

create table api_token (
  id         text primary key,
  hash       text not null unique,
  account    text not null references account,
  label      text not null,
  scopes     text[] not null check (cardinality(scopes) > 0),
  -- what its maker had shown: a token is no stronger than the session that made it
  strength   text not null,
  made_at    timestamptz not null,
  ends_at    timestamptz not null,
  used_at    timestamptz,
  revoked_at timestamptz,
  revoked_by text
);
create index api_token_of on api_token (account);

-- Set-up links 启用链接: single use, short-lived. The three first ones have no account yet.
create table setup_link (
  id         text primary key,
  hash       text not null unique,
  purpose    text not null check (purpose in ('system', 'security', 'audit', 'activation')),
  account    text references account,
  made_at    timestamptz not null,
  made_by    text references account,
  ends_at    timestamptz not null,
  used_at    timestamptz,
  revoked_at timestamptz,
  check ((purpose = 'activation') = (account is not null))
);
create index setup_link_of on setup_link (account) where used_at is null and revoked_at is null;

-- Attempts to sign in that failed, or whose outcome is not known yet, by the hash of the login (which need not exist) and by
-- the address.
create table sign_in_failure (
  id      bigint generated always as identity primary key,
  login   text not null,
  address text,
  at      timestamptz not null
);
create index sign_in_failure_login on sign_in_failure (login, at);
create index sign_in_failure_address on sign_in_failure (address, at);

-- A sign-in by the 统一认证 that has begun; it is taken once.
create table oidc_flow (
  hash     text primary key,
  state    text not null,
  nonce    text not null,
  verifier text not null,
  made_at  timestamptz not null
);
