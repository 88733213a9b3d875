//! Who is asking, and what that person may do. Deny by default.
//!
//! Roles are data of the inrichting, built from the named permissions in [`permission`]; a person holds them through
//! dated Rolvervullingen in a scope. Code asks one question, in words that repeat the deed: may this [`Actor`] do this
//! [`Permission`] *here*? Nothing else decides. A place that does not say by what a role's reach is told is refused, not let
//! through; [`Here::ANYWHERE`] asks whether somebody holds a permission at all.

mod actor;
pub mod permission;

pub use actor::{Account, Actor, Grant, Here, LinkHolder, LinkKind, Reach};
pub use permission::{Permission, PermissionScope};
