//! The schema for editors and the page of every key.

use super::*;

#[test]
fn the_schema_for_editors_asks_only_for_keys_of_list_items() {
    let text = json_schema();
    let schema: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert!(schema.get("required").is_none());
    let gebied = &schema["$defs"]["Gebied"];
    assert_eq!(gebied["required"], serde_json::json!(["sleutel"]));
    assert_eq!(gebied["additionalProperties"], serde_json::json!(false));
}

#[test]
fn the_schema_and_the_reference_page_know_every_key() {
    let schema: serde_json::Value = serde_json::from_str(&json_schema()).expect("it is JSON");
    let page = reference_markdown();
    for key in schema["properties"]
        .as_object()
        .expect("it has keys")
        .keys()
    {
        assert!(page.contains(&format!("| `{key}` |")), "{key}");
    }
    for key in [
        "onderdeelVan",
        "magBeslotenDeel",
        "nietBesloten",
        "melding.triage",
        "bewonersorgaan",
    ] {
        assert!(page.contains(&format!("| `{key}` |")), "{key}");
    }
    assert!(
        !page.contains("|  |"),
        "a key without a description:\n{page}"
    );
}
