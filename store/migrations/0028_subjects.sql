-- Who somebody is for the 统一认证 is asked for by the system administrator and holds when the security administrator has confirmed
-- it or the person has shown it: nobody comes in as another by writing a line (0021). What holds already stays as it is.
create table subject_asked (
  account  text primary key references account,
  subject  text not null unique,
  asked_at timestamptz not null,
  asked_by text references account
);

-- The session that goes to the 统一认证 to bind its own account; null: to sign in.
alter table oidc_flow add column session text;
