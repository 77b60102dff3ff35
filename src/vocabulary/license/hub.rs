//! The licence ids of the Hugging Face Hub, with what is worth knowing of each.

use super::Family;
use Family::{
    Copyleft, ModelSpecific, NonCommercial, Other, Permissive, PublicDomain, ResponsibleAi, Unknown,
    WeakCopyleft,
};

/// A licence that the Hub has an id for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The value of `license`, lower case.
    pub id: &'static str,
    /// The name to show.
    pub name: &'static str,
    /// The SPDX id; empty where there is none.
    pub spdx: &'static str,
    /// What it asks for, coarsely.
    pub family: Family,
    /// Where its text is; empty where it is no single text.
    pub url: &'static str,
    /// Whether commercial use is allowed; `None` where the id alone does not tell.
    pub commercial_use: Option<bool>,
}

const fn known(
    id: &'static str,
    name: &'static str,
    (spdx, url): (&'static str, &'static str),
    family: Family,
    commercial_use: Option<bool>,
) -> Known {
    Known { id, name, spdx, family, url, commercial_use }
}

const YES: Option<bool> = Some(true);
const NO: Option<bool> = Some(false);

/// Sorted by id.
#[rustfmt::skip]
pub(super) static HUB: &[Known] = &[
    known("afl-3.0", "Academic Free License v3.0", ("AFL-3.0", "https://spdx.org/licenses/AFL-3.0.html"), Permissive, YES),
    known("agpl-3.0", "GNU Affero General Public License v3.0", ("AGPL-3.0-only", "https://www.gnu.org/licenses/agpl-3.0.html"), Copyleft, YES),
    known("apache-2.0", "Apache License 2.0", ("Apache-2.0", "https://www.apache.org/licenses/LICENSE-2.0"), Permissive, YES),
    known("apple-amlr", "Apple Machine Learning Research Model License", ("", "https://huggingface.co/apple/deeplabv3-mobilevit-small/blob/main/LICENSE"), NonCommercial, NO),
    known("apple-ascl", "Apple Sample Code License", ("", "https://developer.apple.com/support/downloads/terms/apple-sample-code/Apple-Sample-Code-License.pdf"), Other, YES),
    known("artistic-2.0", "Artistic License 2.0", ("Artistic-2.0", "https://spdx.org/licenses/Artistic-2.0.html"), Permissive, YES),
    known("bigcode-openrail-m", "BigCode OpenRAIL-M v1", ("", "https://huggingface.co/spaces/bigcode/bigcode-model-license-agreement"), ResponsibleAi, YES),
    known("bigscience-bloom-rail-1.0", "BigScience BLOOM RAIL 1.0", ("", "https://huggingface.co/spaces/bigscience/license"), ResponsibleAi, YES),
    known("bigscience-openrail-m", "BigScience OpenRAIL-M", ("", "https://bigscience.huggingface.co/blog/bigscience-openrail-m"), ResponsibleAi, YES),
    known("bsd", "BSD licence family", ("", ""), Permissive, YES),
    known("bsd-2-clause", "BSD 2-Clause \"Simplified\" License", ("BSD-2-Clause", "https://spdx.org/licenses/BSD-2-Clause.html"), Permissive, YES),
    known("bsd-3-clause", "BSD 3-Clause \"New\" or \"Revised\" License", ("BSD-3-Clause", "https://spdx.org/licenses/BSD-3-Clause.html"), Permissive, YES),
    known("bsd-3-clause-clear", "BSD 3-Clause Clear License", ("BSD-3-Clause-Clear", "https://spdx.org/licenses/BSD-3-Clause-Clear.html"), Permissive, YES),
    known("bsl-1.0", "Boost Software License 1.0", ("BSL-1.0", "https://www.boost.org/LICENSE_1_0.txt"), Permissive, YES),
    known("c-uda", "Computational Use of Data Agreement v1.0", ("C-UDA-1.0", "https://spdx.org/licenses/C-UDA-1.0.html"), Other, YES),
    known("cc", "Creative Commons licence family", ("", "https://creativecommons.org/share-your-work/cclicenses/"), Other, None),
    known("cc-by-2.0", "Creative Commons Attribution 2.0", ("CC-BY-2.0", "https://creativecommons.org/licenses/by/2.0/"), Permissive, YES),
    known("cc-by-2.5", "Creative Commons Attribution 2.5", ("CC-BY-2.5", "https://creativecommons.org/licenses/by/2.5/"), Permissive, YES),
    known("cc-by-3.0", "Creative Commons Attribution 3.0", ("CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/"), Permissive, YES),
    known("cc-by-4.0", "Creative Commons Attribution 4.0", ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"), Permissive, YES),
    known("cc-by-nc-2.0", "Creative Commons Attribution Non Commercial 2.0", ("CC-BY-NC-2.0", "https://creativecommons.org/licenses/by-nc/2.0/"), NonCommercial, NO),
    known("cc-by-nc-3.0", "Creative Commons Attribution Non Commercial 3.0", ("CC-BY-NC-3.0", "https://creativecommons.org/licenses/by-nc/3.0/"), NonCommercial, NO),
    known("cc-by-nc-4.0", "Creative Commons Attribution Non Commercial 4.0", ("CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/"), NonCommercial, NO),
    known("cc-by-nc-nd-3.0", "Creative Commons Attribution Non Commercial No Derivatives 3.0", ("CC-BY-NC-ND-3.0", "https://creativecommons.org/licenses/by-nc-nd/3.0/"), NonCommercial, NO),
    known("cc-by-nc-nd-4.0", "Creative Commons Attribution Non Commercial No Derivatives 4.0", ("CC-BY-NC-ND-4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"), NonCommercial, NO),
    known("cc-by-nc-sa-2.0", "Creative Commons Attribution Non Commercial Share Alike 2.0", ("CC-BY-NC-SA-2.0", "https://creativecommons.org/licenses/by-nc-sa/2.0/"), NonCommercial, NO),
    known("cc-by-nc-sa-3.0", "Creative Commons Attribution Non Commercial Share Alike 3.0", ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"), NonCommercial, NO),
    known("cc-by-nc-sa-4.0", "Creative Commons Attribution Non Commercial Share Alike 4.0", ("CC-BY-NC-SA-4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"), NonCommercial, NO),
    known("cc-by-nd-4.0", "Creative Commons Attribution No Derivatives 4.0", ("CC-BY-ND-4.0", "https://creativecommons.org/licenses/by-nd/4.0/"), Other, YES),
    known("cc-by-sa-3.0", "Creative Commons Attribution Share Alike 3.0", ("CC-BY-SA-3.0", "https://creativecommons.org/licenses/by-sa/3.0/"), Copyleft, YES),
    known("cc-by-sa-4.0", "Creative Commons Attribution Share Alike 4.0", ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"), Copyleft, YES),
    known("cc0-1.0", "Creative Commons Zero v1.0 Universal", ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"), PublicDomain, YES),
    known("cdla-permissive-1.0", "Community Data License Agreement Permissive 1.0", ("CDLA-Permissive-1.0", "https://cdla.dev/permissive-1-0/"), Permissive, YES),
    known("cdla-permissive-2.0", "Community Data License Agreement Permissive 2.0", ("CDLA-Permissive-2.0", "https://cdla.dev/permissive-2-0/"), Permissive, YES),
    known("cdla-sharing-1.0", "Community Data License Agreement Sharing 1.0", ("CDLA-Sharing-1.0", "https://cdla.dev/sharing-1-0/"), Copyleft, YES),
    known("creativeml-openrail-m", "CreativeML OpenRAIL-M", ("", "https://huggingface.co/spaces/CompVis/stable-diffusion-license"), ResponsibleAi, YES),
    known("deepfloyd-if-license", "DeepFloyd IF Research License Agreement", ("", "https://huggingface.co/spaces/DeepFloyd/deepfloyd-if-license"), NonCommercial, NO),
    known("ecl-2.0", "Educational Community License v2.0", ("ECL-2.0", "https://spdx.org/licenses/ECL-2.0.html"), Permissive, YES),
    known("epl-1.0", "Eclipse Public License 1.0", ("EPL-1.0", "https://www.eclipse.org/legal/epl-v10.html"), WeakCopyleft, YES),
    known("epl-2.0", "Eclipse Public License 2.0", ("EPL-2.0", "https://www.eclipse.org/legal/epl-2.0/"), WeakCopyleft, YES),
    known("etalab-2.0", "Etalab Open License 2.0", ("etalab-2.0", "https://spdx.org/licenses/etalab-2.0.html"), Permissive, YES),
    known("eupl-1.1", "European Union Public License 1.1", ("EUPL-1.1", "https://spdx.org/licenses/EUPL-1.1.html"), Copyleft, YES),
    known("eupl-1.2", "European Union Public License 1.2", ("EUPL-1.2", "https://spdx.org/licenses/EUPL-1.2.html"), Copyleft, YES),
    known("fair-noncommercial-research-license", "FAIR Noncommercial Research License", ("", "https://huggingface.co/facebook/fair-noncommercial-research-license/blob/main/LICENSE"), NonCommercial, NO),
    known("gemma", "Gemma Terms of Use", ("", "https://ai.google.dev/gemma/terms"), ModelSpecific, YES),
    known("gfdl", "GNU Free Documentation License family", ("", "https://www.gnu.org/licenses/fdl-1.3.html"), Copyleft, YES),
    known("gpl", "GNU General Public License family", ("", "https://www.gnu.org/licenses/licenses.html#GPL"), Copyleft, YES),
    known("gpl-2.0", "GNU General Public License v2.0", ("GPL-2.0-only", "https://www.gnu.org/licenses/old-licenses/gpl-2.0.html"), Copyleft, YES),
    known("gpl-3.0", "GNU General Public License v3.0", ("GPL-3.0-only", "https://www.gnu.org/licenses/gpl-3.0.html"), Copyleft, YES),
    known("grok2-community", "Grok 2 Community License Agreement", ("", "https://huggingface.co/xai-org/grok-2/blob/main/LICENSE"), ModelSpecific, None),
    known("h-research", "H Research License", ("", "https://huggingface.co/Hcompany/Holo1-7B/blob/main/LICENSE"), NonCommercial, NO),
    known("intel-research", "Intel Research Use License Agreement", ("", "https://huggingface.co/Intel/ldm3d/blob/main/LICENSE"), NonCommercial, NO),
    known("isc", "ISC License", ("ISC", "https://spdx.org/licenses/ISC.html"), Permissive, YES),
    known("lgpl", "GNU Lesser General Public License family", ("", "https://www.gnu.org/licenses/licenses.html#LGPL"), WeakCopyleft, YES),
    known("lgpl-2.1", "GNU Lesser General Public License v2.1", ("LGPL-2.1-only", "https://www.gnu.org/licenses/old-licenses/lgpl-2.1.html"), WeakCopyleft, YES),
    known("lgpl-3.0", "GNU Lesser General Public License v3.0", ("LGPL-3.0-only", "https://www.gnu.org/licenses/lgpl-3.0.html"), WeakCopyleft, YES),
    known("lgpl-lr", "Lesser General Public License For Linguistic Resources", ("LGPLLR", "https://spdx.org/licenses/LGPLLR.html"), WeakCopyleft, YES),
    known("llama2", "Llama 2 Community License Agreement", ("", "https://ai.meta.com/llama/license/"), ModelSpecific, YES),
    known("llama3", "Llama 3 Community License Agreement", ("", "https://www.llama.com/llama3/license/"), ModelSpecific, YES),
    known("llama3.1", "Llama 3.1 Community License Agreement", ("", "https://www.llama.com/llama3_1/license/"), ModelSpecific, YES),
    known("llama3.2", "Llama 3.2 Community License Agreement", ("", "https://www.llama.com/llama3_2/license/"), ModelSpecific, YES),
    known("llama3.3", "Llama 3.3 Community License Agreement", ("", "https://www.llama.com/llama3_3/license/"), ModelSpecific, YES),
    known("llama4", "Llama 4 Community License Agreement", ("", "https://www.llama.com/llama4/license/"), ModelSpecific, YES),
    known("lppl-1.3c", "LaTeX Project Public License v1.3c", ("LPPL-1.3c", "https://www.latex-project.org/lppl/lppl-1-3c/"), Permissive, YES),
    known("mit", "MIT License", ("MIT", "https://opensource.org/license/mit"), Permissive, YES),
    known("mpl-2.0", "Mozilla Public License 2.0", ("MPL-2.0", "https://www.mozilla.org/MPL/2.0/"), WeakCopyleft, YES),
    known("ms-pl", "Microsoft Public License", ("MS-PL", "https://spdx.org/licenses/MS-PL.html"), WeakCopyleft, YES),
    known("ncsa", "University of Illinois/NCSA Open Source License", ("NCSA", "https://spdx.org/licenses/NCSA.html"), Permissive, YES),
    known("odbl", "Open Data Commons Open Database License v1.0", ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/"), Copyleft, YES),
    known("odc-by", "Open Data Commons Attribution License v1.0", ("ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"), Permissive, YES),
    known("ofl-1.1", "SIL Open Font License 1.1", ("OFL-1.1", "https://openfontlicense.org"), Permissive, YES),
    known("open-mdw", "OpenMDW License Agreement", ("OpenMDW-1.0", "https://openmdw.ai"), Permissive, YES),
    known("openmdw-1.0", "OpenMDW License Agreement 1.0", ("OpenMDW-1.0", "https://openmdw.ai/license/1-0/"), Permissive, YES),
    known("openmdw-1.1", "OpenMDW License Agreement 1.1", ("", "https://openmdw.ai/license/1-1/"), Permissive, YES),
    known("openrail", "OpenRAIL licence family", ("", "https://www.licenses.ai"), ResponsibleAi, YES),
    known("openrail++", "Open RAIL++-M License", ("", "https://huggingface.co/stabilityai/stable-diffusion-xl-base-1.0/blob/main/LICENSE.md"), ResponsibleAi, YES),
    known("osl-3.0", "Open Software License 3.0", ("OSL-3.0", "https://spdx.org/licenses/OSL-3.0.html"), Copyleft, YES),
    known("other", "Other licence", ("", ""), Other, None),
    known("pddl", "Open Data Commons Public Domain Dedication and License 1.0", ("PDDL-1.0", "https://opendatacommons.org/licenses/pddl/1-0/"), PublicDomain, YES),
    known("postgresql", "PostgreSQL License", ("PostgreSQL", "https://www.postgresql.org/about/licence/"), Permissive, YES),
    known("unknown", "Licence not known", ("", ""), Unknown, None),
    known("unlicense", "The Unlicense", ("Unlicense", "https://unlicense.org"), PublicDomain, YES),
    known("wtfpl", "Do What The F*ck You Want To Public License", ("WTFPL", "https://spdx.org/licenses/WTFPL.html"), Permissive, YES),
    known("zlib", "zlib License", ("Zlib", "https://zlib.net/zlib_license.html"), Permissive, YES),
];
