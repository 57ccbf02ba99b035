package dev.moonlet.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.maven.RepositoryUtils;
import org.apache.maven.model.DependencyManagement;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.jspecify.annotations.Nullable;

/** Resolves {@code annotationProcessorPaths} as the compiler plugin does. */
final class ProcessorPath {

    private final RepositorySystem system;
    private final RepositorySystemSession session;
    private final MavenProject project;

    ProcessorPath(RepositorySystem system, RepositorySystemSession session, MavenProject project) {
        this.system = system;
        this.session = session;
        this.project = project;
    }

    /**
     * The files of the paths and of what these depend on.
     *
     * @throws DependencyResolutionException if one of them is not found
     */
    List<Path> resolve(Xpp3Dom paths) throws DependencyResolutionException {
        List<Dependency> managed = managed();
        List<Dependency> dependencies = Arrays.stream(paths.getChildren())
                .map(path -> dependency(path, managed))
                .toList();
        CollectRequest request = new CollectRequest(dependencies, List.of(), project.getRemoteProjectRepositories());
        return system.resolveDependencies(session, new DependencyRequest(request, null)).getArtifactResults().stream()
                .map(ArtifactResult::getArtifact)
                .map(artifact -> artifact.getFile().toPath())
                .toList();
    }

    private List<Dependency> managed() {
        return Optional.ofNullable(project.getDependencyManagement())
                .map(DependencyManagement::getDependencies)
                .stream()
                .flatMap(List::stream)
                .map(dependency -> RepositoryUtils.toDependency(dependency, session.getArtifactTypeRegistry()))
                .toList();
    }

    private static Dependency dependency(Xpp3Dom path, List<Dependency> managed) {
        String group = text(path, "groupId").orElse("");
        String artifact = text(path, "artifactId").orElse("");
        String classifier = text(path, "classifier").orElse("");
        String extension = text(path, "type").orElse("jar");
        String version = text(path, "version")
                .or(() -> managed.stream()
                        .map(Dependency::getArtifact)
                        .filter(one -> one.getGroupId().equals(group)
                                && one.getArtifactId().equals(artifact)
                                && one.getClassifier().equals(classifier))
                        .map(Artifact::getVersion)
                        .findFirst())
                .orElse("");
        return new Dependency(
                new DefaultArtifact(group, artifact, classifier, extension, version),
                "runtime",
                false,
                exclusions(path.getChild("exclusions")));
    }

    private static List<Exclusion> exclusions(@Nullable Xpp3Dom exclusions) {
        List<Exclusion> found = new ArrayList<>();
        if (exclusions != null) {
            for (Xpp3Dom exclusion : exclusions.getChildren()) {
                found.add(new Exclusion(
                        text(exclusion, "groupId").orElse("*"),
                        text(exclusion, "artifactId").orElse("*"),
                        text(exclusion, "classifier").orElse("*"),
                        text(exclusion, "extension").orElse("*")));
            }
        }
        return found;
    }

    private static Optional<String> text(Xpp3Dom parent, String name) {
        return Optional.ofNullable(parent.getChild(name))
                .map(Xpp3Dom::getValue)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }
}
