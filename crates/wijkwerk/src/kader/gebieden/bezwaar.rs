//! What can be wrong with a file of boundaries, said so that the person who made it can mend it.
//!
//! Rules it relies on: one `Bezwaar` per fault, with the number of the feature and, where it could be
//! read, its code; `key` names the sentence for people, `args` its values, `Display` is the English for a
//! terminal. Values taken from the file are short and free of control characters. It never holds the file.

/// One fault in a file of boundaries.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}{}{reden}", place(*feature), code_text(code.as_deref()))]
pub struct Bezwaar {
    /// Which feature, counted from 0; `None` when the file as a whole is meant.
    pub feature: Option<usize>,
    /// Its code, where that could be read.
    pub code: Option<String>,
    /// What is wrong.
    pub reden: Reden,
}

fn place(feature: Option<usize>) -> String {
    feature
        .map(|number| format!("feature {}: ", number + 1))
        .unwrap_or_default()
}

fn code_text(code: Option<&str>) -> String {
    code.map(|code| format!("{code}: ")).unwrap_or_default()
}

impl Bezwaar {
    /// A fault of the file as a whole.
    pub fn of_file(reden: Reden) -> Self {
        Self {
            feature: None,
            code: None,
            reden,
        }
    }
}

/// Why places that should lie in the Netherlands do not, as far as the numbers tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vermoeden {
    /// They look like Rijksdriehoek metres.
    Rd,
    /// Latitude and longitude look exchanged.
    Verwisseld,
    /// Nothing to say.
    Onbekend,
}

/// What is wrong. Rings are counted from 0 through all parts of a feature.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Reden {
    #[error("the file has {bytes} bytes, at most {grens} are read")]
    TeGroot { bytes: usize, grens: usize },
    #[error("not valid JSON at line {regel}, column {kolom}: {uitleg}")]
    GeenJson {
        regel: usize,
        kolom: usize,
        uitleg: String,
    },
    #[error("not a GeoJSON FeatureCollection (type is {})", soort.as_deref().unwrap_or("absent"))]
    GeenFeatureCollection { soort: Option<String> },
    #[error("the collection has no features")]
    GeenFeatures,
    #[error("{aantal} features, at most {grens} are read")]
    TeVeelFeatures { aantal: usize, grens: usize },
    #[error("{aantal} points, at most {grens} are read; simplify the shapes")]
    TeVeelPunten { aantal: usize, grens: usize },
    #[error("{aantal} values, at most {grens} are read; leave out properties")]
    TeVeelWaarden { aantal: usize, grens: usize },
    #[error("not a GeoJSON Feature")]
    GeenFeature,
    #[error("property {naam} is missing or empty")]
    EigenschapOntbreekt { naam: &'static str },
    #[error("property {naam} has unknown value {waarde:?}")]
    EigenschapUnreadable { naam: &'static str, waarde: String },
    #[error("{waarde:?} is not a wijk code (WK and six digits)")]
    CodeUnreadable { waarde: String },
    #[error("the same code as feature {}", eerste + 1)]
    DubbeleCode { eerste: usize },
    #[error("belongs to gemeente {gevonden}, expected {verwacht}")]
    AndereGemeente { gevonden: String, verwacht: String },
    #[error("geometry must be Polygon or MultiPolygon, not {}", soort.as_deref().unwrap_or("absent"))]
    VerkeerdeGeometrie { soort: Option<String> },
    #[error("geometry cannot be read: {uitleg}")]
    GeometrieUnreadable { uitleg: String },
    #[error("a coordinate is not a finite number")]
    GeenGetal,
    #[error("latitude {lat}, longitude {lon} lies outside the Netherlands{}", hint(*vermoeden))]
    BuitenNederland {
        lat: f64,
        lon: f64,
        vermoeden: Vermoeden,
    },
    #[error("ring {ring} is not closed: its last point must equal its first")]
    RingNietGesloten { ring: usize },
    #[error("ring {ring} has {aantal} points; a closed ring needs four")]
    TeWeinigPunten { ring: usize, aantal: usize },
    #[error("ring {ring} encloses no area")]
    GeenOppervlak { ring: usize },
    #[error(
        "ring {ring} crosses itself or another ring near latitude {lat:.6}, longitude {lon:.6}"
    )]
    RingKruist { ring: usize, lat: f64, lon: f64 },
    #[error("the shape of ring {ring} is too tangled to check; simplify it")]
    TeIngewikkeld { ring: usize },
    #[error("ring {ring} is a hole outside its own shape")]
    GatBuitenVlak { ring: usize },
}

fn hint(vermoeden: Vermoeden) -> &'static str {
    match vermoeden {
        Vermoeden::Rd => "; these look like RD metres, export as WGS84 (EPSG:4326)",
        Vermoeden::Verwisseld => "; latitude and longitude look exchanged",
        Vermoeden::Onbekend => "",
    }
}

impl Reden {
    /// A place outside the Netherlands, with what the numbers suggest went wrong.
    pub(super) fn outside(lat: f64, lon: f64) -> Self {
        let vermoeden =
            if (0.0..=300_000.0).contains(&lon) && (300_000.0..=650_000.0).contains(&lat) {
                Vermoeden::Rd
            } else if (50.5..=54.0).contains(&lon) && (2.5..=7.5).contains(&lat) {
                Vermoeden::Verwisseld
            } else {
                Vermoeden::Onbekend
            };
        Self::BuitenNederland {
            lat,
            lon,
            vermoeden,
        }
    }

    /// Key of the sentence for people.
    pub fn key(&self) -> &'static str {
        match self {
            Self::TeGroot { .. } => "gebieden-bezwaar-te-groot",
            Self::GeenJson { .. } => "gebieden-bezwaar-geen-json",
            Self::GeenFeatureCollection { .. } => "gebieden-bezwaar-geen-verzameling",
            Self::GeenFeatures => "gebieden-bezwaar-geen-features",
            Self::TeVeelFeatures { .. } => "gebieden-bezwaar-te-veel-features",
            Self::TeVeelPunten { .. } => "gebieden-bezwaar-te-veel-punten",
            Self::TeVeelWaarden { .. } => "gebieden-bezwaar-te-veel-waarden",
            Self::GeenFeature => "gebieden-bezwaar-geen-feature",
            Self::EigenschapOntbreekt { .. } => "gebieden-bezwaar-eigenschap-ontbreekt",
            Self::EigenschapUnreadable { .. } => "gebieden-bezwaar-eigenschap-onleesbaar",
            Self::CodeUnreadable { .. } => "gebieden-bezwaar-code-onleesbaar",
            Self::DubbeleCode { .. } => "gebieden-bezwaar-dubbele-code",
            Self::AndereGemeente { .. } => "gebieden-bezwaar-andere-gemeente",
            Self::VerkeerdeGeometrie { .. } => "gebieden-bezwaar-verkeerde-geometrie",
            Self::GeometrieUnreadable { .. } => "gebieden-bezwaar-geometrie-onleesbaar",
            Self::GeenGetal => "gebieden-bezwaar-geen-getal",
            Self::BuitenNederland { vermoeden, .. } => match vermoeden {
                Vermoeden::Rd => "gebieden-bezwaar-rd",
                Vermoeden::Verwisseld => "gebieden-bezwaar-verwisseld",
                Vermoeden::Onbekend => "gebieden-bezwaar-buiten-nederland",
            },
            Self::RingNietGesloten { .. } => "gebieden-bezwaar-ring-niet-gesloten",
            Self::TeWeinigPunten { .. } => "gebieden-bezwaar-te-weinig-punten",
            Self::GeenOppervlak { .. } => "gebieden-bezwaar-geen-oppervlak",
            Self::RingKruist { .. } => "gebieden-bezwaar-ring-kruist",
            Self::TeIngewikkeld { .. } => "gebieden-bezwaar-te-ingewikkeld",
            Self::GatBuitenVlak { .. } => "gebieden-bezwaar-gat-buiten-vlak",
        }
    }

    /// Values for that sentence, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        let soort = |soort: &Option<String>| vec![("soort", soort.clone().unwrap_or_default())];
        match self {
            Self::TeGroot { bytes, grens } => {
                vec![("bytes", bytes.to_string()), ("grens", grens.to_string())]
            }
            Self::GeenJson { regel, kolom, .. } => {
                vec![("regel", regel.to_string()), ("kolom", kolom.to_string())]
            }
            Self::GeenFeatureCollection { soort: gevonden }
            | Self::VerkeerdeGeometrie { soort: gevonden } => soort(gevonden),
            Self::TeVeelFeatures { aantal, grens }
            | Self::TeVeelPunten { aantal, grens }
            | Self::TeVeelWaarden { aantal, grens } => {
                vec![("aantal", aantal.to_string()), ("grens", grens.to_string())]
            }
            Self::EigenschapOntbreekt { naam } => vec![("naam", (*naam).to_owned())],
            Self::EigenschapUnreadable { naam, waarde } => {
                vec![("naam", (*naam).to_owned()), ("waarde", waarde.clone())]
            }
            Self::CodeUnreadable { waarde } => vec![("waarde", waarde.clone())],
            Self::DubbeleCode { eerste } => vec![("eerste", (eerste + 1).to_string())],
            Self::AndereGemeente { gevonden, verwacht } => {
                vec![
                    ("gevonden", gevonden.clone()),
                    ("verwacht", verwacht.clone()),
                ]
            }
            Self::BuitenNederland { lat, lon, .. } => {
                vec![("lat", lat.to_string()), ("lon", lon.to_string())]
            }
            Self::RingKruist { ring, lat, lon } => vec![
                ("ring", (ring + 1).to_string()),
                ("lat", format!("{lat:.6}")),
                ("lon", format!("{lon:.6}")),
            ],
            Self::TeWeinigPunten { ring, aantal } => {
                vec![
                    ("ring", (ring + 1).to_string()),
                    ("aantal", aantal.to_string()),
                ]
            }
            Self::RingNietGesloten { ring }
            | Self::GeenOppervlak { ring }
            | Self::TeIngewikkeld { ring }
            | Self::GatBuitenVlak { ring } => vec![("ring", (ring + 1).to_string())],
            Self::GeenFeatures
            | Self::GeenFeature
            | Self::GeometrieUnreadable { .. }
            | Self::GeenGetal => Vec::new(),
        }
    }
}
