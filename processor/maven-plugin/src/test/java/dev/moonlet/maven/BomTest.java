package dev.moonlet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.model.Developer;
import org.apache.maven.model.License;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.junit.jupiter.api.Test;

/** The BOM lists the modules that are published as libraries, in the version that is built. */
class BomTest {

    private static final Path ROOT = Path.of("../..");

    /** It is one jar with everything in it, to be run and not to be depended on. */
    private static final String COMMAND_LINE = "moonlet";

    private static Model read(Path pom) throws IOException, XmlPullParserException {
        try (BufferedReader reader = Files.newBufferedReader(pom)) {
            return new MavenXpp3Reader().read(reader);
        }
    }

    private static List<Model> modules() throws IOException, XmlPullParserException {
        List<Model> modules = new ArrayList<>(List.of(read(ROOT.resolve("examples/recipes/pom.xml"))));
        for (String folder : List.of("runtime", "processor")) {
            List<Path> poms;
            try (Stream<Path> directories = Files.list(ROOT.resolve(folder))) {
                poms = directories
                        .map(directory -> directory.resolve("pom.xml"))
                        .filter(Files::isRegularFile)
                        .toList();
            }
            for (Path pom : poms) {
                modules.add(read(pom));
            }
        }
        return modules;
    }

    @Test
    void itListsTheLibraries() throws Exception {
        String version = read(ROOT.resolve("pom.xml")).getVersion();
        Model bom = read(ROOT.resolve("runtime/bom/pom.xml"));
        List<String> listed = bom.getDependencyManagement().getDependencies().stream()
                .map(dependency -> dependency.getArtifactId() + ":" + dependency.getVersion())
                .toList();
        List<String> published = modules().stream()
                .filter(module -> module.getPackaging().equals("jar"))
                .filter(module -> !"true".equals(module.getProperties().getProperty("maven.deploy.skip")))
                .map(Model::getArtifactId)
                .filter(artifact -> !artifact.equals(COMMAND_LINE))
                .map(artifact -> artifact + ":" + version)
                .toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(published);
        assertThat(bom.getVersion()).isEqualTo(version);
        assertThat(bom.getParent())
                .as("what a parent manages would be imported, too")
                .isNull();
    }

    /** It has no parent from which it could have this. */
    @Test
    void itSaysWhatRepositoriesAskForAndIsSignedAsTheOthers() throws Exception {
        Model root = read(ROOT.resolve("pom.xml"));
        Model bom = read(ROOT.resolve("runtime/bom/pom.xml"));
        String repository = root.getProperties().getProperty("moonlet.repository");
        assertThat(bom.getUrl()).isEqualTo(root.getUrl());
        assertThat(bom.getLicenses()).extracting(License::getUrl).isEqualTo(urls(root.getLicenses()));
        assertThat(bom.getDevelopers()).extracting(Developer::getName).isEqualTo(names(root.getDevelopers()));
        assertThat(bom.getScm().getConnection())
                .isEqualTo(root.getScm().getConnection().replace("${moonlet.repository}", repository));
        assertThat(bom.getScm().getUrl()).isEqualTo(repository);
        Profile signed = profile(bom);
        assertThat(signed.getActivation().getProperty().getName())
                .isEqualTo(profile(root).getActivation().getProperty().getName());
        Plugin plugin = signed.getBuild().getPlugins().get(0);
        Map<String, Plugin> managed = root.getBuild().getPluginManagement().getPluginsAsMap();
        assertThat(managed).hasEntrySatisfying(plugin.getKey(), same -> assertThat(same.getVersion())
                .isEqualTo(plugin.getVersion()));
        assertThat(plugin.getConfiguration())
                .isEqualTo(profile(root).getBuild().getPlugins().get(0).getConfiguration());
    }

    private static Profile profile(Model model) {
        return model.getProfiles().stream()
                .filter(profile -> profile.getId().equals("signed"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> urls(List<License> licenses) {
        return licenses.stream().map(License::getUrl).toList();
    }

    private static List<String> names(List<Developer> developers) {
        return developers.stream().map(Developer::getName).toList();
    }
}
