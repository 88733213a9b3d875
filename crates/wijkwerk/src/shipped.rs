//! What is compiled into the program: inrichtingen with their schematic maps, the web assets, and what the wegwijzer knows.

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The shipped document of this name (`basis`, or the name of an inrichting).
pub fn document(name: &str) -> Option<&'static str> {
    find(&format!("{name}.toml"))
}

/// The names of the shipped inrichtingen, the basis left out.
pub fn documents() -> impl Iterator<Item = &'static str> {
    INRICHTINGEN
        .iter()
        .filter(|(path, _)| !path.contains('/') && *path != "basis.toml")
        .filter_map(|(path, _)| path.strip_suffix(".toml"))
}

/// The schematic map that ships for the gemeente with this slug.
pub fn kaart(slug: &str) -> Option<&'static str> {
    find(&format!("kaarten/{slug}.toml"))
}

fn find(path: &str) -> Option<&'static str> {
    INRICHTINGEN
        .iter()
        .find(|(found, _)| *found == path)
        .map(|(_, text)| *text)
}
